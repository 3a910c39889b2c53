package latent.worker;

import java.util.ArrayList;
import java.util.List;

/**
 * The system call filter of the cage, as a program of classic BPF ({@code <linux/filter.h>}) over
 * {@code struct seccomp_data}: what is listed fails with EPERM, all else goes through.
 *
 * <p>A list of what is forbidden, and not of what is allowed, because a Java machine's own needs
 * differ from version to version; it names every way to a socket, to another program or process,
 * and to a change in the file system.
 */
final class CageFilter {

  /** An instruction is 8 bytes: u16 code, u8 jump if true, u8 jump if false, u32 operand. */
  static final int INTS_OF_INSTRUCTION = 2;

  private static final int LOAD_WORD = 0x20;
  private static final int JUMP_IF_EQUAL = 0x15;
  private static final int JUMP_IF_AT_LEAST = 0x35;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  /** Offsets in {@code struct seccomp_data}; an argument's lower half comes first. */
  private static final int NUMBER = 0;

  private static final int ARCHITECTURE = 4;
  private static final int ARGUMENTS = 16;
  private static final int ARGUMENT_BYTES = 8;

  private static final int ALLOW = 0x7fff0000;
  private static final int FAIL = 0x00050000;
  private static final int NOT_PERMITTED = 1;
  private static final int NOT_IMPLEMENTED = 38;

  /**
   * On x86-64, the numbers of its 32-bit pointers' variant begin here: a second way to each call.
   */
  private static final int SECOND_NUMBERS = 0x40000000;

  /** O_WRONLY, O_RDWR, O_CREAT and O_TRUNC. */
  private static final int WRITING_FLAGS = 0x1 | 0x2 | 0x40 | 0x200;

  private final SystemCalls calls;
  private final List<Integer> program = new ArrayList<>();

  CageFilter(SystemCalls calls) {
    this.calls = calls;
  }

  int[] program() {
    program.clear();
    add(LOAD_WORD, 0, 0, ARCHITECTURE);
    add(JUMP_IF_EQUAL, 1, 0, calls.architecture());
    add(RETURN, 0, 0, FAIL | NOT_PERMITTED);
    add(LOAD_WORD, 0, 0, NUMBER);
    add(JUMP_IF_AT_LEAST, 0, 1, SECOND_NUMBERS);
    add(RETURN, 0, 0, FAIL | NOT_PERMITTED);
    for (int call : calls.forbidden()) {
      add(JUMP_IF_EQUAL, 0, 1, call);
      add(RETURN, 0, 0, FAIL | NOT_PERMITTED);
    }
    for (int call : calls.pretendedMissing()) {
      add(JUMP_IF_EQUAL, 0, 1, call);
      add(RETURN, 0, 0, FAIL | NOT_IMPLEMENTED);
    }
    for (SystemCalls.Opening opening : calls.openings()) {
      add(JUMP_IF_EQUAL, 0, 4, opening.number());
      add(LOAD_WORD, 0, 0, ARGUMENTS + ARGUMENT_BYTES * opening.flagsArgument());
      add(JUMP_IF_ANY_BIT, 0, 1, WRITING_FLAGS);
      add(RETURN, 0, 0, FAIL | NOT_PERMITTED);
      add(RETURN, 0, 0, ALLOW);
    }
    add(RETURN, 0, 0, ALLOW);
    return program.stream().mapToInt(Integer::intValue).toArray();
  }

  private void add(int code, int ifTrue, int ifFalse, int operand) {
    program.add(code | ifTrue << 16 | ifFalse << 24);
    program.add(operand);
  }
}
