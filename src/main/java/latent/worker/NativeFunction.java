package latent.worker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Functions of the system's C library. */
final class NativeFunction {

  private NativeFunction() {}

  /**
   * The function of this name.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  @SuppressWarnings("restricted") // what the cage is made of has no other way in
  static MethodHandle named(String name, FunctionDescriptor type, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
  }
}
