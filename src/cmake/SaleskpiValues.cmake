# SPDX-License-Identifier: MIT
# Lists of what stands in one file each, such as families of steps and stages of building a book, so that a
# new one is one file and nothing else.

# saleskpi_collect_values(<target> <folder> <type> <suffix> <name>): for each FILE.cpp of the folder that
# defines `TYPE FILE_SUFFIX()`, in the order of their names, writes
#   saleskpi_NAME_declarations.inc   TYPE FILE_SUFFIX();
#   saleskpi_NAME_calls.inc          add(FILE_SUFFIX());
# into a folder of the build tree that the target's own sources can include from.
function(saleskpi_collect_values target folder type suffix name)
    get_filename_component(output ${folder} NAME)
    set(output_dir ${CMAKE_CURRENT_BINARY_DIR}/${output})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
    # Each file names its functions as if it were alone.
    set_source_files_properties(${sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    set(declarations "")
    set(calls "")
    foreach(source IN LISTS sources)
        get_filename_component(file ${source} NAME_WE)
        file(STRINGS ${source} found REGEX "^${type} ${file}_${suffix}\\(\\)")
        if(found)
            string(APPEND declarations "${type} ${file}_${suffix}();\n")
            string(APPEND calls "add(${file}_${suffix}());\n")
        endif()
    endforeach()
    # Each is touched only if its content changed.
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_${name}_declarations.inc
        CONTENT "${declarations}" @ONLY)
    file(CONFIGURE OUTPUT ${output_dir}/saleskpi_${name}_calls.inc CONTENT "${calls}" @ONLY)
    target_include_directories(${target} PRIVATE ${output_dir})
endfunction()
