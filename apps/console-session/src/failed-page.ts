import { html } from 'hono/html';

/**
 * What a person sees when a sign-in fails: the reason, and a link to try again. The page has no script and no style, which the
 * security policy would refuse. `html` escapes the values.
 *
 * @param to the page of the console to go to afterwards
 */
export const failedPage = (why: string, to: string) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Not signed in · Dialplane</title>
      </head>
      <body>
        <main>
          <h1>You are not signed in</h1>
          <p>${why}</p>
          <p><a href="/session/sign-in?to=${encodeURIComponent(to)}">Try again</a></p>
        </main>
      </body>
    </html>`;
