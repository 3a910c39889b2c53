package latent.store;

/**
 * What one use of a store moved, or a part of that.
 *
 * @param purpose why, in the word of whoever asked
 * @param objects 1 if an object, or the range of it that was asked for, went over whole; else 0
 * @param bytes body bytes that did move, headers not counted
 */
public record Transfer(Direction direction, String purpose, long objects, long bytes) {}
