/// The version that `switchyard version` prints.
public enum SwitchyardVersion {
    public static let current = "0.1.0"
}
