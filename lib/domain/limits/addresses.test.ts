import { expect, test } from "vitest";
import { addressGroup } from "./addresses";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  [null, ""],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:0001:2::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
])("tries from %s are counted under %s", (address, group) => {
  expect(addressGroup(address)).toBe(group);
});
