package latent.web;

import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import latent.library.LibraryException;
import latent.library.NotFoundException;

/** What went wrong, as a status and one sentence for the user. */
final class Faults {

  /** What a sentence says of commands is for the command line. */
  private static final Pattern COMMANDS = Pattern.compile("[^.!?”]*: latent [^.]*$");

  private Faults() {}

  static void handle(HttpRouting.Builder routing) {
    routing
        .error(NotFoundException.class, answer(Status.NOT_FOUND_404))
        .error(IllegalArgumentException.class, answer(Status.BAD_REQUEST_400))
        .error(LibraryException.class, answer(Status.SERVICE_UNAVAILABLE_503))
        .error(IOException.class, answer(Status.SERVICE_UNAVAILABLE_503))
        .error(UncheckedIOException.class, answer(Status.SERVICE_UNAVAILABLE_503))
        .error(
            HttpException.class,
            (request, response, fault) ->
                Answers.error(response, fault.status(), "This can't be asked in this way."))
        .error(RuntimeException.class, answer(Status.INTERNAL_SERVER_ERROR_500));
  }

  private static io.helidon.webserver.http.ErrorHandler<Exception> answer(Status status) {
    return (request, response, fault) -> say(response, status, fault);
  }

  private static void say(ServerResponse response, Status status, Exception fault) {
    Answers.error(response, status, sentence(fault));
  }

  /** The sentence that a failure carries; one that was not foreseen has none of its own. */
  static String sentence(Exception fault) {
    return switch (fault) {
      case UncheckedIOException wrapped when wrapped.getCause() != null ->
          sentence(wrapped.getCause());
      case NotFoundException _, LibraryException _, IllegalArgumentException _, IOException _ ->
          spoken(fault);
      default -> "Something unexpected went wrong: " + fault;
    };
  }

  private static String spoken(Exception fault) {
    String message = String.valueOf(fault.getMessage());
    String sentence = COMMANDS.matcher(message).replaceFirst("").strip();
    return sentence.isEmpty() ? message : sentence;
  }
}
