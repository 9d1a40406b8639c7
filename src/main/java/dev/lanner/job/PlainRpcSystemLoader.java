package dev.lanner.job;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;

/**
 * Takes Flink's messaging from the class path where it lies there, as it does beside our jar.
 * Flink's own loader unpacks 24 MB into the temporary folder at each start and reads the classes
 * anew from there, which costs more than half a second. Where the classes are not on the class
 * path, on a cluster and in tests, Flink goes on to that one.
 */
public final class PlainRpcSystemLoader implements RpcSystemLoader {
  private static final String PEKKO = "org.apache.flink.runtime.rpc.pekko.PekkoRpcSystem";

  /** Called by Flink. */
  public PlainRpcSystemLoader() {}

  /** Before Flink's own, which is at 0. */
  @Override
  public int getLoadPriority() {
    return -1;
  }

  @Override
  public RpcSystem loadRpcSystem(Configuration configuration) {
    try {
      return Class.forName(PEKKO, true, RpcSystem.class.getClassLoader())
          .asSubclass(RpcSystem.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new RpcLoaderException(e);
    }
  }
}
