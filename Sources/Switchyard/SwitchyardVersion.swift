/// The version that `switchyard version` prints.
public enum SwitchyardVersion {
    /// The current version.
    public static let current = "0.1.0"
}
