package dev.lanner.events.decode;

/** What came of decoding one line: an event, or the reason why there is none. */
public sealed interface Decoded permits FdrEvent, DecodeFailure {}
