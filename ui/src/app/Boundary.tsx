import { Component, type ErrorInfo, type ReactNode } from "react";
import { type PageFaultSource, reportFault } from "../bridge";
import { PartFailed } from "./PartFailed";

/** The parts of the frame that fail by themselves. */
export type FramePart = Exclude<PageFaultSource, "script" | "promise">;

interface BoundaryProps {
  readonly part: FramePart;
  /** Puts away what cannot be drawn, such as a dialog; without it there is only the way to try again. */
  readonly onDismiss?: () => void;
  readonly children: ReactNode;
}
interface BoundaryState {
  readonly error: unknown;
  readonly failed: boolean;
}

/** A defect in one part of the frame leaves the others working: the part says so, and the log says why. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error, failed: true };
  }

  override componentDidCatch(error: unknown, _info: ErrorInfo): void {
    reportFault(this.props.part, error);
  }

  readonly again = () => this.setState({ error: null, failed: false });

  override render() {
    const { part, onDismiss, children } = this.props;
    if (!this.state.failed) {
      return children;
    }
    const dismiss =
      onDismiss === undefined
        ? undefined
        : () => {
            onDismiss();
            this.again();
          };
    return <PartFailed part={part} error={this.state.error} onAgain={this.again} onDismiss={dismiss} />;
  }
}
