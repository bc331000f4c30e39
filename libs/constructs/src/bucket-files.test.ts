import { folderWith } from '@dialplane/basics/testing';
import { emptyStack, resources } from '../testing';
import { BucketFiles } from './bucket-files';
import { PrivateBucket } from './private-bucket';

const objectsOf = (files: Readonly<Record<string, string>>) => {
  const stack = emptyStack();
  const bucket = new PrivateBucket(stack, 'prompts');
  new BucketFiles(stack, 'prompt', {
    bucket,
    folder: folderWith(files),
    ending: '.wav',
    contentType: 'audio/wav',
  });
  return resources(stack, 'aws_s3_object');
};

it('uploads each file under its own name, and no file with another ending', () => {
  const objects = objectsOf({ 'b.wav': 'b', 'a.wav': 'a', 'README.md': '' });

  expect(objects.map(({ key, content_type }) => [key, content_type])).toEqual([
    ['a.wav', 'audio/wav'],
    ['b.wav', 'audio/wav'],
  ]);
});

it('changes an object when its file changes', () => {
  const hashes = ['a', 'a', 'b'].map((content) => objectsOf({ 'a.wav': content })[0]?.['source_hash']);

  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[0]).not.toBe(hashes[2]);
});

it('refuses a folder without a matching file', () => {
  expect(() => objectsOf({ 'README.md': '' })).toThrow(
    'to "calls-test/prompts": expected at least one that ends in .wav',
  );
});
