import {
  type Connection,
  type InitializeParams,
  type ServerCapabilities,
  type SignatureHelpParams,
  SignatureHelpTriggerKind,
} from 'vscode-languageserver';
import type { SignatureSupport } from '../features/signatureHelp.ts';
import type { About } from './about.ts';

/** What the server says of signature help. */
export const capabilities: Partial<ServerCapabilities> = {
  signatureHelpProvider: {
    triggerCharacters: [' ', '=', ',', '[', ':', '/'],
    retriggerCharacters: ['"'],
  },
};

/** Answers `textDocument/signatureHelp`. `params` are those of `initialize`. */
export function registerSignatureHelp(
  connection: Connection,
  about: About,
  params: () => InitializeParams | undefined,
): void {
  connection.onSignatureHelp(
    about(
      null,
      ({ position, context }: SignatureHelpParams, { service, file }) => {
        const isAsked = (context?.triggerKind ?? SignatureHelpTriggerKind.Invoked) === SignatureHelpTriggerKind.Invoked;
        return service.signatureHelp(file, position, supportOf(params()), isAsked);
      },
      'signatureHelp',
    ),
  );
}

function supportOf(params: InitializeParams | undefined): SignatureSupport {
  const known = params?.capabilities.textDocument?.signatureHelp?.signatureInformation;
  return {
    markdown: known?.documentationFormat?.includes('markdown') ?? false,
    offsets: known?.parameterInformation?.labelOffsetSupport === true,
  };
}
