// Who a token signs in. The token itself is never stored, only its SHA-256.
import { createHash } from "node:crypto";

export async function personOf(database, token) {
  if (typeof token !== "string" || !token || token.length > 200) return null;
  const token_hash = createHash("sha256").update(token).digest("hex");
  const session = await database.collection("sessions").findOne({ token_hash });
  if (!session || session.expires_at <= new Date()) return null;
  const user = await database.collection("users").findOne({ _id: session.user_id });
  if (!user || user.blocked_at) return null;
  return {
    _id: user._id,
    id: user._id.toHexString(),
    role: user.role,
    name: `${user.first_name} ${user.last_name}`.trim(),
    language: user.language,
  };
}
