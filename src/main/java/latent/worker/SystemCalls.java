package latent.worker;

import java.util.Optional;

/**
 * The numbers of Linux's system calls on one kind of machine, as far as the cage needs them.
 *
 * @param architecture AUDIT_ARCH_* of {@code <linux/audit.h>}
 * @param seccomp the call that installs the filter
 * @param forbidden calls that fail
 * @param pretendedMissing calls that look as if this kernel were older, so that libraries take the
 *     way that can be watched
 * @param openings calls that open a file, allowed for reading
 */
record SystemCalls(
    int architecture, int seccomp, int[] forbidden, int[] pretendedMissing, Opening[] openings) {

  /**
   * @param flagsArgument which argument holds the flags, from 0
   */
  record Opening(int number, int flagsArgument) {}

  /** The same on every machine since Linux 5.1: openat2, whose flags lie behind a pointer. */
  private static final int OPENAT2 = 437;

  /** {@code arch/x86/entry/syscalls/syscall_64.tbl}. */
  private static final SystemCalls X86_64 =
      new SystemCalls(
          0xc000003e,
          317,
          new int[] {
            // socket connect accept sendto sendmsg recvmsg bind listen socketpair accept4 sendmmsg
            41,
            42,
            43,
            44,
            46,
            47,
            49,
            50,
            53,
            288,
            307,
            // fork vfork execve execveat ptrace kill process_vm_readv process_vm_writev
            57,
            58,
            59,
            322,
            101,
            62,
            310,
            311,
            // pidfd_open pidfd_send_signal pidfd_getfd io_uring_setup userfaultfd bpf
            434,
            424,
            438,
            425,
            323,
            321,
            // perf_event_open keyctl add_key request_key unshare setns mount umount2 pivot_root
            298,
            250,
            248,
            249,
            272,
            308,
            165,
            166,
            155,
            // chroot init_module finit_module delete_module
            161,
            175,
            313,
            176,
            // truncate rename mkdir rmdir creat link unlink symlink chmod fchmod chown lchown mknod
            76,
            82,
            83,
            84,
            85,
            86,
            87,
            88,
            90,
            91,
            92,
            94,
            133,
            // mkdirat mknodat fchownat unlinkat renameat linkat symlinkat fchmodat renameat2
            258,
            259,
            260,
            263,
            264,
            265,
            266,
            268,
            316,
            // fchmodat2 setxattr lsetxattr utimensat
            452,
            188,
            189,
            280
          },
          new int[] {OPENAT2},
          new Opening[] {new Opening(2, 1), new Opening(257, 2)});

  /** {@code include/uapi/asm-generic/unistd.h}. */
  private static final SystemCalls AARCH64 =
      new SystemCalls(
          0xc00000b7,
          277,
          new int[] {
            // socket connect accept sendto sendmsg recvmsg bind listen socketpair accept4 sendmmsg
            198,
            203,
            202,
            206,
            211,
            212,
            200,
            201,
            199,
            242,
            269,
            // execve execveat ptrace kill process_vm_readv process_vm_writev
            221,
            281,
            117,
            129,
            270,
            271,
            // pidfd_open pidfd_send_signal pidfd_getfd io_uring_setup userfaultfd bpf
            434,
            424,
            438,
            425,
            282,
            280,
            // perf_event_open keyctl add_key request_key unshare setns mount umount2 pivot_root
            241,
            219,
            217,
            218,
            97,
            268,
            40,
            39,
            41,
            // chroot init_module finit_module delete_module
            51,
            105,
            273,
            106,
            // truncate fchmod mknodat mkdirat unlinkat symlinkat linkat renameat renameat2
            45,
            52,
            33,
            34,
            35,
            36,
            37,
            38,
            276,
            // fchmodat fchownat fchmodat2 setxattr lsetxattr utimensat
            53,
            54,
            452,
            5,
            6,
            88
          },
          new int[] {OPENAT2},
          new Opening[] {new Opening(56, 2)});

  /** The numbers for this machine, if they are known. */
  static Optional<SystemCalls> ofThisMachine() {
    return switch (System.getProperty("os.arch")) {
      case "amd64" -> Optional.of(X86_64);
      case "aarch64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }
}
