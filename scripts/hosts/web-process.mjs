/** Serves VS Code for the Web until it is ended. A process of its own, since `@vscode/test-web` writes every missing file to the terminal. */
import { open } from '@vscode/test-web';

await open(JSON.parse(process.argv[2]));
