package org.schoolgate.console.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the people file with a real YAML reader, as the configuration does. */
final class YamlPeople {

  private YamlPeople() {}

  /** Everybody in that text; every scalar must be a text. */
  static List<Person> read(String yaml) throws IOException {
    List<Person> people = new ArrayList<>();
    for (JsonNode node : new YAMLMapper().readTree(yaml).get("people")) {
      Set<Role> roles = new LinkedHashSet<>();
      for (JsonNode role : node.get("roles")) {
        roles.add(Role.find(role.textValue()).orElseThrow());
      }
      List<String> groups = new ArrayList<>();
      for (JsonNode group : node.get("groups")) {
        groups.add(group.textValue());
      }
      people.add(
          new Person(
              node.get("account").textValue(),
              node.get("name").textValue(),
              roles,
              groups,
              node.has("password") ? node.get("password").textValue() : null,
              node.has("unix-user") ? node.get("unix-user").textValue() : null));
    }
    return people;
  }
}
