/// A weighted record set of Route 53, with all that belongs to it.
struct WeightedSet: Hashable, Sendable {
    /// As it was told: what is not ours is sent back as it came.
    private(set) var element: XMLElement
    let name: String
    let type: String
    let identifier: String
    private(set) var weight: Int
    /// In seconds; nil for an alias, whose answers live as long as those of what it stands for.
    private(set) var timeToLive: Int?
    let healthCheck: String?

    /// Nil for a record set of another kind.
    init?(_ element: XMLElement) {
        guard let name = element.text("Name"), let type = element.text("Type"),
            let identifier = element.text("SetIdentifier"), let weight = element.text("Weight").flatMap({ Int($0) }),
            (0...255).contains(weight)
        else { return nil }
        self.element = element
        self.name = WeightedSet.plain(name)
        self.type = type
        self.identifier = identifier
        self.weight = weight
        timeToLive = element.text("TTL").flatMap { Int($0) }
        healthCheck = element.text("HealthCheckId")
    }

    /// With another weight, and answers that live no longer than that.
    func with(weight: Int, timeToLive most: Int) -> WeightedSet {
        var result = self
        result.weight = weight
        result.set("Weight", "\(weight)")
        if let timeToLive, timeToLive > most {
            result.timeToLive = most
            result.set("TTL", "\(most)")
        }
        return result
    }

    private mutating func set(_ name: String, _ text: String) {
        guard let index = element.children.firstIndex(where: { $0.name == name }) else { return }
        element.children[index].text = text
    }

    /// Route 53 writes what is no letter, digit, hyphen or underscore as `\052`.
    static func plain(_ name: String) -> String { name.replacing("\\052", with: "*").lowercased() }
}
