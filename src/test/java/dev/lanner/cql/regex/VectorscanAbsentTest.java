package dev.lanner.cql.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Where the library is missing, the automaton answers, and nothing else happens. */
class VectorscanAbsentTest {
  /** This package anew, as it is where the library's binding is not on the class path. */
  private static final class WithoutBinding extends URLClassLoader {
    WithoutBinding() {
      super(
          new URL[] {CqlRegex.class.getProtectionDomain().getCodeSource().getLocation()},
          CqlRegex.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.gliwka.") || name.startsWith("org.bytedeco.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.lanner.cql.regex.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
    }
  }

  @Test
  void theAutomatonAnswers() throws Exception {
    System.setProperty(RegexEngine.PROPERTY, "vectorscan");
    try (WithoutBinding loader = new WithoutBinding()) {
      Class<?> type = loader.loadClass(CqlRegex.class.getName());
      Object regex =
          type.getMethod("compile", String.class, String.class).invoke(null, "a.*b", "i");
      Method find = type.getMethod("find", String.class);
      assertEquals(true, find.invoke(regex, "xA-b"));
      assertEquals(false, find.invoke(regex, "xb-A"));
    } finally {
      System.clearProperty(RegexEngine.PROPERTY);
    }
  }
}
