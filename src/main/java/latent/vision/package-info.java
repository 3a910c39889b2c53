/** Pixels to features: detect, align, embed. The only room that knows ONNX Runtime. */
@NullMarked
package latent.vision;

import org.jspecify.annotations.NullMarked;
