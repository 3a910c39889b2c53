package latent.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files go with their process, or with the next one. */
class ScratchTest {

  @TempDir private Path temporary;

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNext() throws IOException {
    Path left = Files.createDirectory(temporary.resolve("latent-scratch-of-one-killed"));
    Files.writeString(Files.createDirectory(left.resolve("reader")).resolve("library.so"), "big");
    Path lock = Files.createFile(temporary.resolve("latent-scratch-of-one-killed.lock"));
    Scratch next = Scratch.make(temporary);
    assertThat(left).doesNotExist();
    assertThat(lock).doesNotExist();
    assertThat(next.place()).isEmptyDirectory();
    next.remove();
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void whatIsInUseOrNotOursStays() throws IOException {
    Scratch one = Scratch.make(temporary);
    Path used = Files.writeString(one.place().resolve("library.so"), "in use");
    Path other = Files.writeString(temporary.resolve("of-somebody-else.lock"), "");
    Scratch two = Scratch.make(temporary);
    assertThat(used).exists();
    assertThat(other).exists();
    one.remove();
    two.remove();
  }

  @Test
  void aFolderThatCannotBeUsedIsNamed() throws IOException {
    Path file = Files.createFile(temporary.resolve("no-folder"));
    assertThatThrownBy(() -> Scratch.make(file))
        .isInstanceOf(LibraryException.class)
        .hasMessageStartingWith("The folder for temporary files, " + file + ", can't be used");
  }
}
