package dev.lanner.generate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of a program file by its path: base name, and made-up but constant hashes, so that
 * one program has one hash in the whole archive as real programs do.
 */
record Image(String path, String baseName, String sha256, String md5, String authenticodeHash) {

  /** Few hundred paths exist; looked up by key only, so its order reaches nothing. */
  private static final Map<String, Image> KNOWN = new ConcurrentHashMap<>();

  static Image at(String path) {
    return KNOWN.computeIfAbsent(path, Image::describe);
  }

  private static Image describe(String path) {
    return new Image(
        path,
        baseName(path),
        digest("SHA-256", path),
        digest("MD5", path),
        digest("SHA-256", "signed " + path));
  }

  private static String baseName(String path) {
    int cut = Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
    return path.substring(cut + 1);
  }

  private static String digest(String algorithm, String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
