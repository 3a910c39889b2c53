/**
 * When work may run: what the machine's sensors say ({@link latent.conditions.ConditionSensor}, the
 * door to all of them), and what the user wants ({@link latent.conditions.Policy}). A decision is a
 * function of both, of the time, and of what has moved.
 */
@NullMarked
package latent.conditions;

import org.jspecify.annotations.NullMarked;
