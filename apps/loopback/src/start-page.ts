/** The page while the console is not built: it reloads until it is. */
export const startPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="2">
<title>Dialplane loopback</title>
<h1>Dialplane loopback</h1>
<p>Loopback is running. Its console is being built, which takes a few seconds. This page then shows it.</p>
<p>Meanwhile: <a href="/openapi.json">the description of the control API</a>.</p>
</html>
`;
