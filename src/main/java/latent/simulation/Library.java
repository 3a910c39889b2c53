package latent.simulation;

/**
 * A library as it is when something happens to it.
 *
 * @param photos in it, those included that arrive in the same month
 * @param photoBytes of one original
 * @param facesPerPhoto on average
 * @param devices that it is on
 * @param segments of facts in the store, where facts are stored
 * @param reread photos that were read again for new models so far, each time counted
 * @param detectorAge months since the last new detector came, 0 in its own month; -1 if none came
 * @param photosAtDetector how many photos there were then
 */
record Library(
    double photos,
    double photoBytes,
    double facesPerPhoto,
    double devices,
    double segments,
    double reread,
    int detectorAge,
    double photosAtDetector) {

  double bytes() {
    return photos * photoBytes;
  }

  double faces() {
    return photos * facesPerPhoto;
  }

  /** Devices beside the one on which something happens. */
  double otherDevices() {
    return devices - 1;
  }
}
