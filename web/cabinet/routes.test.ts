import { expect, test } from "vitest";
import { chatAddress, routeOf } from "./routes";

test("every address of the cabinet has its page, and anything else has none", () => {
  expect(routeOf("/cabinet")).toEqual({ name: "home" });
  expect(routeOf("/cabinet/")).toEqual({ name: "home" });
  expect(routeOf("/cabinet/services")).toEqual({ name: "services" });
  expect(routeOf("/cabinet/chart")).toEqual({ name: "chart" });
  expect(routeOf("/cabinet/profile")).toEqual({ name: "profile" });
  expect(routeOf("/cabinet/chat")).toEqual({ name: "chat", conversationId: null });
  expect(routeOf(chatAddress("66aa"))).toEqual({ name: "chat", conversationId: "66aa" });
  expect(routeOf("/cabinet/wherever")).toEqual({ name: "nowhere" });
  expect(routeOf("/cabinet/profile/7")).toEqual({ name: "nowhere" });
  expect(routeOf("/cabinet/chat/7/8")).toEqual({ name: "nowhere" });
});
