package latent.vision;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a model's description from its JSON file. */
final class DescriptionReader {

  private static final String LENGTH = "goodLength";
  private static final String NOBODY = "nobody";
  private static final String MIRRORED = "mirrored";

  private DescriptionReader() {}

  static ModelDescription read(Path description) {
    ModelDescription model = parse(description);
    byte[] checked = model.graph().bytes();
    if (checked.length == 0) {
      throw new UnusableModelException(description + ": its network is empty");
    }
    return model;
  }

  private static ModelDescription parse(Path description) {
    ObjectMapper mapper = mapper(description);
    try {
      if (!(mapper.readTree(Files.readString(description)) instanceof ObjectNode fields)) {
        throw new UnusableModelException(description + ": is not a JSON object");
      }
      JsonNode role = fields.remove("role");
      return switch (role == null ? "" : role.asText()) {
        case "detector" -> mapper.treeToValue(fields, DetectorDescription.class);
        case "embedder" -> mapper.treeToValue(complete(fields), EmbedderDescription.class);
        default ->
            throw new UnusableModelException(
                description + ": role must be \"detector\" or \"embedder\"");
      };
    } catch (NoSuchFileException missing) {
      throw new UnusableModelException(description + ": there is no such file", missing);
    } catch (JsonProcessingException malformed) {
      throw new UnusableModelException(
          description + ": " + malformed.getOriginalMessage(), malformed);
    } catch (IOException unreadable) {
      throw new UnusableModelException(description + ": can't be read", unreadable);
    }
  }

  /**
   * An embedder of which it isn't known by what to tell blurred faces need not say so; nor one that
   * looks at a face once that it does.
   */
  private static ObjectNode complete(ObjectNode fields) {
    if (!fields.has(LENGTH)) {
      fields.put(LENGTH, 0);
    }
    if (!fields.has(NOBODY)) {
      fields.putObject(NOBODY).put("cosine", 1).putArray("vector");
    }
    if (!fields.has(MIRRORED)) {
      fields.put(MIRRORED, false);
    }
    return fields;
  }

  private static ObjectMapper mapper(Path description) {
    return JsonMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .addModule(
            new SimpleModule().addDeserializer(ModelGraph.class, new GraphReader(description)))
        .build();
  }

  /** Finds the network's file beside the description. */
  private static final class GraphReader extends StdDeserializer<ModelGraph> {

    private final transient Path description;

    GraphReader(Path description) {
      super(ModelGraph.class);
      this.description = description;
    }

    @Override
    public ModelGraph deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode graph = parser.readValueAsTree();
      String file = graph.path("file").asText();
      String sha256 = graph.path("sha256").asText();
      if (file.isEmpty() || !sha256.matches("[0-9a-f]{64}")) {
        throw new UnusableModelException(
            description + ": graph must have a file and a sha256 of 64 lower-case digits");
      }
      return new ModelGraph(description, description.resolveSibling(file), sha256);
    }
  }
}
