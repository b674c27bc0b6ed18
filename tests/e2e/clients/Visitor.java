import com.jcraft.jsch.*;

/** JSch, which knows no Ed25519. */
class Visitor {
    public static void main(String[] words) throws Exception {
        Session link = new JSch().getSession("visitor", "127.0.0.1",
                                             Integer.parseInt(words[0]));
        link.setPassword("any");
        link.setConfig("StrictHostKeyChecking", "no");
        link.connect();

        ChannelExec command = (ChannelExec) link.openChannel("exec");
        command.setCommand("help");
        java.io.InputStream text = command.getInputStream();
        command.connect();
        text.transferTo(System.out);
        command.disconnect();

        ChannelSftp files = (ChannelSftp) link.openChannel("sftp");
        files.connect();
        for (Object file : files.ls("/"))
            System.out.println(((ChannelSftp.LsEntry) file).getFilename());
        files.get("resume.pdf", "resume.pdf");
        link.disconnect();
    }
}
