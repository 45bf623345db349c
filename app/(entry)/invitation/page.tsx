import { Foot } from "../foot";
import { Invitation } from "./invitation";

export default function InvitationPage() {
  return <Invitation foot={<Foot />} />;
}
