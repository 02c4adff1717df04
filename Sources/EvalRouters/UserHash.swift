import EvalSystem

/// Where a user stands among all users, the same in every process and on every machine.
enum UserHash {
  /// Returns a number in 0 ..< 1 that is a pure function of the user and the salt.
  ///
  /// The first 8 bytes of SHA-256 over `evalroute/v1|flag|salt|user`, big endian, of which the upper
  /// 53 bits count. Lengths stand before the texts, so that no salt runs into a user.
  static func position(of user: String, salt: String) -> Double {
    let text = "evalroute/v1|flag|\(salt.utf8.count):\(salt)|\(user.utf8.count):\(user)"
    let bits = SHA256.digest(text).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Double(bits >> 11) * 0x1p-53
  }
}
