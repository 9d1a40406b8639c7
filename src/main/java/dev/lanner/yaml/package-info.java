/**
 * Strict reading of the product's YAML files (rules, rule tests, jobs): every value knows its line
 * and column, unknown and repeated keys are errors, and all problems of a file are told at once.
 *
 * <pre>
 *   YamlDocument document = YamlDocument.read("rules/x/rule.yml", text);
 *   YamlNode root = document.root();
 *   root.allowKeys("id", "title", "window");
 *   String id = root.required("id").text();
 *   Duration window = root.get("window").map(node -&gt; node.as("a duration", Durations::parse)).orElse(null);
 *   document.problems();   // empty, or everything that was wrong, in order of place
 * </pre>
 *
 * <p>A question that the file answers wrongly is noted as a problem and answered with something
 * empty, so that reading goes on to the next problem; nothing read counts unless {@link
 * dev.lanner.yaml.YamlDocument#problems} is empty. Aliases are refused. Nothing here knows what the
 * files mean, and no type of a YAML library is in a public signature.
 */
package dev.lanner.yaml;
