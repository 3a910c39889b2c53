package latent.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import latent.photo.FaceId;
import org.jspecify.annotations.Nullable;

/** The people that the last grouping gave: a cache of a pure function's answer. */
public final class Groups {

  private static final String PERSON = "select id, name, hidden, cover, faces, photos from person ";

  private final Database database;

  Groups(Database database) {
    this.database = database;
  }

  /**
   * One person as it is shown.
   *
   * @param name null while nobody named it
   * @param cover the face that stands for the person
   */
  public record Group(
      String id, @Nullable String name, boolean hidden, FaceId cover, int faces, int photos) {}

  /** One face's place in a person, and why it is there. */
  public record Member(FaceId face, String person, String why) {}

  /**
   * Brings the answer up to date.
   *
   * @param gone people who are no more
   * @param changed people who are new or other than before
   * @param leaving faces that are nobody any more
   * @param coming faces that are somebody new, or are there for another reason
   */
  public void change(
      List<String> gone, List<Group> changed, List<FaceId> leaving, List<Member> coming) {
    database.transaction(
        () -> {
          gone.forEach(id -> database.update("delete from person where id = ?", id));
          changed.forEach(this::put);
          leaving.forEach(face -> database.update("delete from member where face = ?", face.hex()));
          coming.forEach(this::put);
          return true;
        });
  }

  private void put(Group group) {
    database.update(
        "insert or replace into person (id, name, hidden, cover, faces, photos) values (?, ?, ?, ?, ?, ?)",
        group.id(),
        group.name(),
        group.hidden() ? 1 : 0,
        group.cover().hex(),
        group.faces(),
        group.photos());
  }

  private void put(Member member) {
    database.update(
        "insert or replace into member (face, person, why) values (?, ?, ?)",
        member.face().hex(),
        member.person(),
        member.why());
  }

  /** Named people first, then by faces, most first. */
  public List<Group> all() {
    return database.list(PERSON + "order by name is null, faces desc, name, id", Groups::group);
  }

  public Optional<Group> find(String id) {
    return database.one(PERSON + "where id = ?", Groups::group, id);
  }

  private static Group group(ResultSet row) throws SQLException {
    return new Group(
        row.getString(1),
        row.getString(2),
        row.getBoolean(3),
        new FaceId(row.getString(4)),
        row.getInt(5),
        row.getInt(6));
  }

  public Map<FaceId, Member> members() {
    return database
        .list(
            "select face, person, why from member",
            row -> new Member(new FaceId(row.getString(1)), row.getString(2), row.getString(3)))
        .stream()
        .collect(Collectors.toMap(Member::face, Function.identity()));
  }

  /** The person to whom a face belongs. */
  public Optional<String> personOf(FaceId face) {
    return database.one(
        "select person from member where face = ?", row -> row.getString(1), face.hex());
  }

  public long count() {
    return database.number("select count(*) from person");
  }

  public long named() {
    return database.number("select count(name) from person");
  }

  /**
   * Whether features or facts changed since the last answer. Every change to either counts up a
   * generation; the answer notes the one that it saw.
   */
  public boolean stale() {
    return generation() != database.number("select value from mark where name = 'grouped'");
  }

  /** How often features or facts have changed. */
  public long generation() {
    return database.number("select value from mark where name = 'generation'");
  }

  /** The answer that is kept was computed from this generation. */
  public void grouped(long generation) {
    database.update("insert or replace into mark (name, value) values ('grouped', ?)", generation);
  }

  /** How often features have changed. */
  public long features() {
    return database.number("select coalesce(max(value), 0) from mark where name = 'features'");
  }

  /** To be called with every change to features. */
  static void featuresChanged(Database database) {
    count(database, "features");
    changed(database);
  }

  /** To be called with every change to features or facts. */
  static void changed(Database database) {
    count(database, "generation");
  }

  private static void count(Database database, String mark) {
    database.update(
        "insert into mark (name, value) values (?, 1) on conflict do update set value = value + 1",
        mark);
  }
}
