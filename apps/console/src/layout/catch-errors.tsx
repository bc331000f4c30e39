import { Component, type ReactNode } from 'react';
import { PageHeader } from '../parts/page-header';
import { ErrorState } from '../parts/states';

type Props = { readonly children: ReactNode };

/** Shows an error of a page in its place, so that the navigation still works. React offers this to classes only. */
export class CatchErrors extends Component<Props, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};

  static getDerivedStateFromError = (error: Error) => ({ error });

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <>
        <PageHeader title="This page failed" />
        <ErrorState error={error} retry={() => location.reload()} />
      </>
    );
  }
}
