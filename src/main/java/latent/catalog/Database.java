package latent.catalog;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the catalog's file, used by one thread at a time. SQLite serialises writers
 * anyway, and each statement here takes microseconds to milliseconds, so a lock is all the
 * concurrency that is needed.
 */
final class Database implements AutoCloseable {

  /** Turns the current row into a value. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Work that happens whole or not at all. */
  interface Work<T> {
    T run() throws SQLException;
  }

  /** The part of SQLite's codes that names the fault; the rest only says where it was met. */
  private static final int PRIMARY_CODE = 0xff;

  private static final int SQLITE_READONLY = 8;
  private static final int SQLITE_FULL = 13;
  private static final int SQLITE_CANTOPEN = 14;

  private final Path file;
  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean inTransaction;

  /**
   * Statements that are not in use, by their text: preparing one takes longer than most of them.
   */
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Database(Path file) {
    this.file = file;
    try {
      connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    } catch (SQLException broken) {
      throw broken(broken);
    }
  }

  /** Runs statements that take no parameters, such as a schema. */
  void script(List<String> statements) {
    lock.lock();
    try (Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    } catch (SQLException broken) {
      throw broken(broken);
    } finally {
      lock.unlock();
    }
  }

  /** Runs the work in one transaction; inside another one it simply joins it. */
  <T> T transaction(Work<T> work) {
    lock.lock();
    try {
      if (inTransaction) {
        return work.run();
      }
      return outermost(work);
    } catch (SQLException broken) {
      throw broken(broken);
    } finally {
      lock.unlock();
    }
  }

  private <T> T outermost(Work<T> work) throws SQLException {
    inTransaction = true;
    connection.setAutoCommit(false);
    try {
      T result = work.run();
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException failed) {
      connection.rollback();
      throw failed;
    } finally {
      inTransaction = false;
      connection.setAutoCommit(true);
    }
  }

  /** Runs one statement; answers how many rows it changed. */
  int update(String statement, @Nullable Object... parameters) {
    lock.lock();
    try {
      return using(statement, parameters, PreparedStatement::executeUpdate);
    } catch (SQLException broken) {
      throw broken(broken);
    } finally {
      lock.unlock();
    }
  }

  <T> List<T> list(String query, Row<T> row, @Nullable Object... parameters) {
    lock.lock();
    try {
      return using(query, parameters, prepared -> rows(prepared, row));
    } catch (SQLException broken) {
      throw broken(broken);
    } finally {
      lock.unlock();
    }
  }

  private static <T> List<T> rows(PreparedStatement prepared, Row<T> row) throws SQLException {
    try (ResultSet rows = prepared.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  <T> Optional<T> one(String query, Row<T> row, @Nullable Object... parameters) {
    return list(query, row, parameters).stream().findFirst();
  }

  /** The single whole number that the query answers; 0 for none. */
  long number(String query, @Nullable Object... parameters) {
    return one(query, row -> row.getLong(1), parameters).orElse(0L);
  }

  /** What is done with a statement whose parameters are set. */
  private interface Use<T> {
    T of(PreparedStatement prepared) throws SQLException;
  }

  /** Uses the statement of this text, and keeps it for the next time unless it failed. */
  private <T> T using(String text, @Nullable Object[] parameters, Use<T> use) throws SQLException {
    PreparedStatement kept = prepared.remove(text);
    PreparedStatement statement = kept == null ? connection.prepareStatement(text) : kept;
    try {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      T result = use.of(statement);
      PreparedStatement other = prepared.put(text, statement);
      if (other != null) {
        other.close();
      }
      return result;
    } catch (SQLException | RuntimeException failed) {
      statement.close();
      throw failed;
    }
  }

  private CatalogException broken(SQLException cause) {
    return new CatalogException(sentence(cause), cause);
  }

  private String sentence(SQLException fault) {
    return switch (fault.getErrorCode() & PRIMARY_CODE) {
      case SQLITE_FULL ->
          "The disk that holds " + file + " is full. Free some space and try again.";
      case SQLITE_READONLY, SQLITE_CANTOPEN ->
          "The catalog "
              + file
              + " can't be used: you may not write it, its folder, or the files beside it that"
              + " begin with its name.";
      case 0 ->
          "The catalog "
              + file
              + " can't be used, since SQLite does not start: "
              + root(fault).getMessage()
              + ". Is the folder for temporary files, "
              + System.getProperty("java.io.tmpdir")
              + ", full or not to be written?";
      default -> "The catalog " + file + " can't be used: " + fault.getMessage() + ".";
    };
  }

  private static Throwable root(Throwable fault) {
    Throwable cause = fault.getCause();
    return cause == null ? fault : root(cause);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException broken) {
      throw broken(broken);
    }
  }
}
