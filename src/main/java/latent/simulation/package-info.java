/**
 * Years of a library's life under policies of where its photos lie: what each costs in bytes,
 * requests, money, disk and time, and which faces it loses. Pure: scenario and prices in, figures
 * out; the seed decides every chance. What is modelled, and what isn't, is in docs/simulation.md.
 */
@NullMarked
package latent.simulation;

import org.jspecify.annotations.NullMarked;
