/**
 * The process that reads photo bytes which nobody vouches for, and the pool that owns such
 * processes. It holds no key and reaches no network; its death costs one photo a retry.
 *
 * <p>What a child may still do after bytes made it another program: read the files that this user
 * may read, and answer; no socket, no program, no other process, no change in the file system and
 * no more memory than it was given (on Linux; elsewhere it is a process of its own and no more, and
 * {@link latent.worker.WorkerPool#cage} says so). Its answers are checked before they are believed,
 * and what is kept of them leaves the device only sealed.
 *
 * <p>Parent and child speak in frames over the child's standard input and output. A frame is
 *
 * <pre>
 * u8   kind
 * i32  bytes of the payload, at least 0
 *      payload
 * </pre>
 *
 * <p>All numbers are big-endian; text is UTF-8 that fills the rest of its payload, or, inside a
 * payload, a 16-bit length and modified UTF-8. The parent asks, the child answers once, in turn.
 * Whoever finds a frame of an unknown kind or beyond its bound stops trusting the other side: the
 * child exits, the parent kills.
 *
 * <pre>
 * parent to child                               most bytes
 *   1 inspect   the original, or its beginning
 *                                               {@link latent.worker.WorkerPool#MOST_ORIGINAL_BYTES}
 *   2 analyse   32 photo, then the original     the same and 32
 *   3 look      32 photo, 4 x f64 the box (x, y, width, height), then the preview
 *                                               the same and 64
 *   4 survey    32 photo, then the preview      the same and 32
 *   5 reread    {@link latent.photo.FeaturesFormat}, with crops
 *                                               the same
 *
 * child to parent                               most bytes in all
 *  16 ready     u8 bits of what the cage shut:  {@link latent.worker.Answer#MOST_BYTES}
 *               1 network and programs, 2 writing files, 4 memory
 *  17 inspected the inspection, as below
 *  18 analysed  i32 width, i32 height of the upright picture; i32 bytes of the preview, the preview;
 *               i32 bytes of the thumbnail, the thumbnail; the rest is {@link latent.photo.FeaturesFormat}
 *  21 looked    {@link latent.photo.FeaturesFormat}, of one face or none
 *  22 surveyed  i32 width of the preview; the rest is {@link latent.photo.FeaturesFormat}
 *  23 reread    {@link latent.photo.FeaturesFormat}
 *  19 unreadable  text: what is wrong with the original
 *  20 unable      text: why this child can't analyse anything
 *
 * inspection
 *   text media type, by its name in {@link latent.photo.MediaType}
 *   i32 width, i32 height
 *   u8  0 no time, else 1 and: i64 seconds of the local clock as if it were UTC's, i32 nanoseconds,
 *       i32 offset in seconds or -2^31 for none, u8 source: 0 metadata, 1 GPS, 2 file
 *   u8  0 no place, else 1 and: f64 latitude, f64 longitude
 *   u8  0 no camera, else 1 and: text
 * </pre>
 *
 * <p>A child says ready once, before it reads its first question. It exits when its standard input
 * ends, and when its parent is gone.
 */
@NullMarked
package latent.worker;

import org.jspecify.annotations.NullMarked;
