import type { AttachmentProps } from "./attachment";
import { frameOf } from "./frame";
import { later } from "./later";
import type { UploadProps } from "./upload";

const views = () => import("./file_views");

/** What a message carries; its place is known before the view is loaded. */
export const LateAttachment = later<AttachmentProps>(
  () => views().then((it) => it.AttachmentView),
  ({ attachment }) =>
    attachment.content_type.startsWith("image/") ? (
      <span class="picture" style={{ display: "block", ...frameOf(attachment) }} />
    ) : (
      <span class="document">
        <span class="document__icon" />
      </span>
    ),
);

export const LateUpload = later<UploadProps>(() => views().then((it) => it.UploadView));
