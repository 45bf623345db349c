import type { Metadata } from "next";
import { Foot } from "../foot";
import { Invitation } from "./invitation";

export const metadata: Metadata = { title: "Invitation" };

export default function InvitationPage() {
  return <Invitation foot={<Foot />} />;
}
