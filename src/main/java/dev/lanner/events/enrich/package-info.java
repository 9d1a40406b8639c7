/**
 * Gives events the names that raw lines lack: {@link dev.lanner.events.enrich.EnrichedEvent}
 * answers {@code ComputerName} and {@code UserName} from the event itself, else from what other
 * events of the host said ({@link dev.lanner.events.enrich.HeardNames}) or the archive's {@code
 * fdrv2} lookups say ({@link dev.lanner.events.enrich.HostNames}, {@link
 * dev.lanner.events.enrich.UserNames}, loaded by {@link dev.lanner.events.enrich.FleetNames}), as
 * of the time of the event.
 *
 * <p>What stays open: the user of an event that carries no {@code UserSid} and no {@code UID} (DNS
 * and network events) would come from its process; parent command lines likewise. No Flink here.
 */
package dev.lanner.events.enrich;
