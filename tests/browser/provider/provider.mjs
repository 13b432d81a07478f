// An OpenID provider on this machine: node provider.mjs PORT REDIRECT. Any e-mail address signs in, with any password;
// one that begins with "belum." is not verified. The two clients are two applications of the same office.
import { Provider } from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const client = (id) => ({
  client_id: id,
  client_secret: "rahasia-uji",
  redirect_uris: [redirect],
  post_logout_redirect_uris: [redirect],
});

const provider = new Provider(`http://localhost:${port}`, {
  clients: [client("dasbor"), client("lain")],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  conformIdTokenClaims: false, // as the providers that offices use: the address stands in the ID token
  cookies: { keys: ["kunci-uji"] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: id, email_verified: !id.startsWith("belum.") }),
  }),
});

provider.listen(Number(port), "127.0.0.1", () => console.log("siap"));
