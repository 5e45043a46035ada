import type { Connection } from 'vscode-languageserver';
import type { About } from './about.ts';

/** The request of "Explain this Dockerfile": `dockerfileMentor/explain` `{ textDocument }` → `{ markdown }` or null. */
export function registerExplain(connection: Connection, about: About): void {
  connection.onRequest(
    'dockerfileMentor/explain',
    about(null, async (_: { textDocument: { uri: string } }, { service, file, settings, inputs, context }) => {
      await service.look(file, settings, context);
      return { markdown: service.explain(file, service.lint(file, settings, inputs)) };
    }),
  );
}
