package latent.vault;

import java.time.Instant;

/**
 * That a device is at some work which several could do, until a moment at the latest. It keeps
 * devices from doing the same twice; nothing else may depend on it, since two that ask in the same
 * moment, or whose clocks differ, may both believe that they have it.
 */
public record Lease(String device, Instant until) {}
