import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTerraform } from './find-terraform';

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'find-terraform-'));

it('says how to get Terraform when the PATH does not have it', () => {
  const found = findTerraform({ environment: { PATH: emptyFolder() }, pluginFolders: [] });

  expect(found).toEqual({
    ok: false,
    error: expect.stringMatching(/not found on the PATH: get it from https:/),
  });
});

describe('on a machine with Terraform', () => {
  const here = findTerraform();
  const test = here.ok ? it : it.skip;
  const environment = { PATH: process.env['PATH'] };

  test('takes the first folder that has the AWS provider', () => {
    const mirror = emptyFolder();
    mkdirSync(join(mirror, 'registry.terraform.io/hashicorp/aws'), { recursive: true });

    expect(findTerraform({ environment, pluginFolders: [emptyFolder(), mirror] })).toMatchObject({
      value: { pluginFolder: mirror },
    });
  });

  test('leaves the provider to the registry when no folder has it', () => {
    const found = findTerraform({ environment, pluginFolders: [emptyFolder()] });

    expect(found).toEqual({ ok: true, value: { version: expect.stringMatching(/^\d+\.\d+/) } });
  });

  test('refuses a TERRAFORM_PLUGIN_DIR without the provider, rather than look elsewhere', () => {
    const named = emptyFolder();

    expect(() =>
      findTerraform({ environment: { ...environment, TERRAFORM_PLUGIN_DIR: named }, pluginFolders: [] }),
    ).toThrow(`Cannot take the AWS provider from TERRAFORM_PLUGIN_DIR "${named}"`);
  });
});
