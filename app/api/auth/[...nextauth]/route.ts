import { authRoute } from "@/lib/entry/auth-route";

export { authRoute as GET, authRoute as POST };
