/** What is loaded with the first file of a chat. */

export { AttachmentView } from "./attachment";
export { UploadView } from "./upload";
