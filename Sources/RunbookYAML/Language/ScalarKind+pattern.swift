/// Each kind's text as a regular expression (ECMA-262), for the JSON Schema; the readers in `Scalars` accept the same,
/// and a test holds the two against each other.
extension ScalarKind {
    package static let referencePattern = #"^\$[a-z][a-z0-9_]*$"#

    package var pattern: String? {
        switch self {
        case .id: "^[a-z][a-z0-9_]*$"
        case .regionName: "^[a-z][a-z0-9-]*$"
        case .actionName: #"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"#
        case .childName: "^[a-z][a-z0-9_]*@[1-9][0-9]{0,8}$"
        case .duration:
            "^(?=.)([0-9]{1,9}d)?([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?([0-9]{1,9}ms)?$"
        case .percentage(let most, let bare):
            most == 100
                ? #"^(100(\.0{1,2})?|(0|[1-9][0-9]?)(\.[0-9]{1,2})?)%"# + (bare ? "?$" : "$")
                : #"^(1000(\.0{1,2})?|(0|[1-9][0-9]{0,2})(\.[0-9]{1,2})?)%"# + (bare ? "?$" : "$")
        case .rate: #"^[0-9]{1,12}(\.[0-9]{1,3})?/s$"#
        case .bandwidth: #"^[0-9]{1,12}(\.[0-9]{1,3})?(B|kB|MB|GB|TB|KiB|MiB|GiB)/s$"#
        case .endpoint:
            #"^(/.{1,106}|([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{1,251}\]):([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))$"#
        case .url:
            #"^https?://([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{1,251}\])(:[1-9][0-9]{0,4})?(/[A-Za-z0-9._~/-]{0,200})?$"#
        case .address:
            #"^(?:(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}|(?!.*:::)(?!.*::.*::)(?!:[^:])(?!.*[^:]:$)(?=.*::|([^:]*:){7}[^:]*$)[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7})$"#
        case .domain:
            #"^(?=.{1,253}\.?$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\.?$"#
        case .text, .condition, .property, .pattern, .anything, .integer, .number, .boolean, .choice: nil
        }
    }
}
