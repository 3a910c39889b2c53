package latent.worker;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Shuts the cage on Linux: a system call filter over all threads of this process (seccomp(2)) and
 * limits on its resources (setrlimit(2)). Neither can be taken back.
 */
final class LinuxCage {

  /** {@code <sys/resource.h>}: bytes of the largest file, of private memory, of a core dump. */
  private static final int LIMIT_FILE_SIZE = 1;

  private static final int LIMIT_DATA = 2;
  private static final int LIMIT_CORE = 4;

  /** {@code <linux/prctl.h>}. */
  private static final int NO_NEW_PRIVILEGES = 38;

  /** {@code <linux/seccomp.h>}: install a filter, on every thread at once. */
  private static final int SET_MODE_FILTER = 1;

  private static final int ON_ALL_THREADS = 1;

  private LinuxCage() {}

  /**
   * Shuts what can be shut.
   *
   * @param memoryBytes the private memory of this process, heap and all
   */
  static Cage shut(long memoryBytes) {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return Cage.NONE;
    }
    try {
      boolean bounded = limit(LIMIT_DATA, memoryBytes) && limit(LIMIT_CORE, 0);
      boolean filtered = filter();
      boolean noFiles = filtered && limit(LIMIT_FILE_SIZE, 0);
      return new Cage(filtered, noFiles, bounded);
    } catch (Throwable missing) {
      return Cage.NONE;
    }
  }

  private static boolean limit(int resource, long most) throws Throwable {
    MethodHandle setrlimit =
        NativeFunction.named(
            "setrlimit",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment softAndHard = arena.allocateFrom(ValueLayout.JAVA_LONG, most, most);
      return (int) setrlimit.invokeExact(resource, softAndHard) == 0;
    }
  }

  private static boolean filter() throws Throwable {
    Optional<SystemCalls> calls = SystemCalls.ofThisMachine();
    if (calls.isEmpty()) {
      return false;
    }
    MethodHandle prctl =
        NativeFunction.named(
            "prctl",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    if ((int) prctl.invokeExact(NO_NEW_PRIVILEGES, 1L, 0L, 0L, 0L) != 0) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      int[] program = new CageFilter(calls.get()).program();
      MemorySegment instructions = arena.allocateFrom(ValueLayout.JAVA_INT, program);
      // struct sock_fprog: a 16-bit count, padding, a pointer.
      MemorySegment described = arena.allocate(16, 8);
      described.set(
          ValueLayout.JAVA_SHORT, 0, (short) (program.length / CageFilter.INTS_OF_INSTRUCTION));
      described.set(ValueLayout.ADDRESS, 8, instructions);
      MethodHandle syscall =
          NativeFunction.named(
              "syscall",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.ADDRESS),
              Linker.Option.firstVariadicArg(1));
      long seccomp = calls.get().seccomp();
      return (long)
              syscall.invokeExact(seccomp, (long) SET_MODE_FILTER, (long) ON_ALL_THREADS, described)
          == 0;
    }
  }
}
