import { Component, type ReactNode } from "react";
import { ErrorNotice } from "../errors";
import classes from "./App.module.css";

interface BoundaryProps {
  readonly children: ReactNode;
}
interface BoundaryState {
  readonly error: unknown;
  readonly failed: boolean;
}

/** A defect in one page must not take the window with it. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error, failed: true };
  }

  override render() {
    if (this.state.failed) {
      return (
        <div className={classes.alone}>
          <ErrorNotice
            error={this.state.error}
            onRetry={() => this.setState({ error: null, failed: false })}
          />
        </div>
      );
    }
    return this.props.children;
  }
}
