import type { ChatKey } from "../../i18n/ru/chat";

export interface EmojiGroup {
  readonly title: ChatKey;
  readonly emoji: readonly string[];
}

const group = (title: ChatKey, emoji: string): EmojiGroup => ({ title, emoji: emoji.split(" ") });

/** A hand-picked set: what people say in such conversations, and the sky. */
export const EMOJI: readonly EmojiGroup[] = [
  group(
    "chat.emoji_faces",
    "🙂 😊 😀 😄 😁 😅 😂 🤣 😉 😍 🥰 😘 😇 🤗 🤩 😎 🤔 🧐 😌 😏 😐 😶 🙄 😴 😮 😲 😳 🥺 😢 😭 😔 😞 😕 😟 😣 😤 😠 😡 😱 😬 🤯 🥳 😋 😜 🤪 🤭 🤫 🫠 🥲 😷 🤒 🥴 😈 🤡 👻 🐱",
  ),
  group(
    "chat.emoji_hands",
    "👍 👎 👌 🙏 👏 🙌 🤝 💪 ✌️ 🤞 🫶 👋 🤚 ✋ 👉 👈 👆 👇 ☝️ ✍️ 🤷 🤷‍♀️ 🤦 🤦‍♀️ 🙋 🙋‍♀️ 💁‍♀️ 🧘 🧘‍♀️ 👀",
  ),
  group("chat.emoji_hearts", "❤️ 🧡 💛 💚 💙 🤎 🖤 🤍 💔 💕 💖 💗 💘 💝 💌 🌹 🌷 🌸 🌺 🌻 💐 🌿 🍀 🍂"),
  group(
    "chat.emoji_sky",
    "✨ ⭐ 🌟 💫 🌙 🌛 🌜 🌚 🌝 🌑 🌒 🌓 🌔 🌕 🌖 🌗 🌘 ☀️ 🌞 🌅 🌌 🪐 ☄️ 🌈 🔮 ♈ ♉ ♊ ♋ ♌ ♍ ♎ ♏ ♐ ♑ ♒ ♓ ⛎",
  ),
  group(
    "chat.emoji_things",
    "🎉 🎂 🎁 🕯️ 🔥 ⚡ 💡 📅 ⏰ ⏳ 📝 📷 🎤 🎧 📞 ✉️ 💳 💰 🏠 💼 ✈️ 🚗 👶 🤰 💍 🐈 🐕 ☕ 🍰 ✅ ❌ ❓ ❗ ➡️ 💯 🆗",
  ),
];
