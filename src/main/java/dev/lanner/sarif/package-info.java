/**
 * Findings about files as SARIF 2.1.0 ({@link dev.lanner.sarif.SarifLog}), the form in which code
 * hosts and editors take them. Knows neither rules nor queries nor who found what.
 */
package dev.lanner.sarif;
