import Engine
import Runbook
import RunbookCompiler

extension AdapterManifest {
    /// An action's arguments as JSON, in the order of its declaration; nil when they are not what that says.
    func arguments(of action: PlanAction) -> [JSON.Member]? {
        guard let declaration = actions.first(where: { $0.name == action.name }),
            Set(action.arguments.keys) == Set(declaration.arguments.map(\.name))
        else { return nil }
        var members: [JSON.Member] = []
        for argument in declaration.arguments {
            guard let value = action.arguments[argument.name], let json = JSON(value, as: argument.type) else {
                return nil
            }
            members.append(JSON.Member(argument.name, json))
        }
        return members
    }
}

extension JSON {
    /// Nil when it is of another type.
    fileprivate init?(_ value: ParameterValue, as type: ParameterType) {
        switch (type, value) {
        case (.region, .region(let text)), (.service, .service(let text)), (.string, .string(let text)):
            self = .string(text)
        case (.integer, .integer(let number)): self = .integer(number)
        case (.percentage, .percentage(let share)): self = .number(Double(share.rawValue) / 100)
        case (.duration, .duration(let length)): self = .integer(length.rawValue)
        case (.boolean, .boolean(let isSo)): self = .bool(isSo)
        default: return nil
        }
    }
}
