/** When work may run: what the machine's sensors say, and the policy that weighs it. */
@NullMarked
package latent.conditions;

import org.jspecify.annotations.NullMarked;
