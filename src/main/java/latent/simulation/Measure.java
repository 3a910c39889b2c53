package latent.simulation;

/** What is counted of a life under a policy, money aside. */
public enum Measure {
  /** Bytes sent to the store. */
  UP,
  /** Bytes fetched from it, for whatever reason. */
  DOWN,
  DOWN_TO_VIEW,
  DOWN_TO_ANALYSE,
  /** Bytes of what one device's photos and facts mean for the others, listings included. */
  DOWN_FOR_OTHER_DEVICES,
  DOWN_FOR_A_NEW_DEVICE,
  PUTS,
  /** GET and HEAD requests. */
  GETS,
  LISTS,
  /** Bytes in the cloud at the end. */
  STORED,
  /** Bytes on each device at the end. */
  DISK,
  /** Hours of one device's reading. */
  ANALYSIS_HOURS,
  /** Hours of the user's line. */
  LINE_HOURS,
  /** Faces in the library at the end that the policy doesn't recognise and the original would. */
  FACES_LOST
}
