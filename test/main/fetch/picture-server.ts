import type { ServerResponse } from 'node:http';
import { tinyBmp } from '../../fixtures/tiny-bmp.ts';
import { type Answer, type FileServer, serveFiles } from '../models/file-server.ts';

const open: FileServer[] = [];

/** A host of pictures; without an answer for it, its robots.txt is not there. Each has its own port, hence is a host of its own. */
export async function servePictures(answers: Readonly<Record<string, Answer>>): Promise<FileServer> {
  const server = await serveFiles(answers);
  open.push(server);
  return server;
}

export async function closeServers(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()));
}

/** Different for each name. */
export function picture(name: string): Buffer {
  return Buffer.concat([tinyBmp(name.length), Buffer.from(name)]);
}

/** Sends a picture. */
export function sendPicture(name = ''): Answer {
  return (_, response) => sendBytes(response, picture(name));
}

export function sendBytes(response: ServerResponse, bytes: Uint8Array, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(200, { 'content-length': bytes.length, ...headers }).end(bytes);
}

/** Answers with words. */
export function say(status: number, text = '', headers: Readonly<Record<string, string>> = {}): Answer {
  return (_, response) => void response.writeHead(status, headers).end(text);
}
