/**
 * Gives events the names that raw lines lack: {@link dev.lanner.events.enrich.EnrichedEvent}
 * answers {@code ComputerName} and {@code UserName} from the event itself, else from the archive's
 * {@code fdrv2} lookups ({@link dev.lanner.events.enrich.HostNames}, {@link
 * dev.lanner.events.enrich.UserNames}, loaded by {@link dev.lanner.events.enrich.FleetNames}).
 *
 * <p>What stays open: the user of an event that carries no {@code UserSid} and no {@code UID} (DNS
 * and network events) would come from its process; parent command lines likewise. No Flink here.
 */
package dev.lanner.events.enrich;
